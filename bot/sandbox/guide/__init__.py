"""The guided story: what to do, what has been done, and somebody who does a step in your place."""
