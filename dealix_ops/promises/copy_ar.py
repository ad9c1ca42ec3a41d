"""What is said in the card's thread of a promise that presses or was broken."""

SOON = "وعدنا العميل بخبر {deadline}، ولم يخرج بعد {person}"
BROKEN = "فات وعدنا للعميل ({deadline})، ولم يصله خبر {people}"
