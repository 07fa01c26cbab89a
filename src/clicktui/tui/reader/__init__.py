"""The reader pane and what it is made of."""
