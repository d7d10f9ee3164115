"""What a person may ask of those who keep their data: requests, erasure, breaches."""
