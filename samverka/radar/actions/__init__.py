"""Every change to what people think of calls and are told of them, by noun."""
