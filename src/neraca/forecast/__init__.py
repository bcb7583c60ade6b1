"""What may follow, with the past cases behind it: rankings, probabilities, their scores, and what-if."""
