//! A server of one word, over real pipes.
