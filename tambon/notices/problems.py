"""Why a notice, a wish or a letter is refused."""
