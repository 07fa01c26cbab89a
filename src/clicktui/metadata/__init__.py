"""What the user says of works: values the catalogue lacks, doubts settled, citation keys."""
