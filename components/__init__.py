"""The screen: the only code that imports Streamlit. It chooses, asks the engine, and shows; it computes nothing."""
