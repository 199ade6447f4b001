//! The graph of powers. The only folder that knows petgraph.
