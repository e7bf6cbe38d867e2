"""A made-up stream of news: three months, made-up organisations, and what is truly new each day."""
