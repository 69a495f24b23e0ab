"""What happens to a finding after it was published, and every version that is kept of it."""
