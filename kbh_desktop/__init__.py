"""The program without its windows: people, interviews, forms, exchange and documents."""
