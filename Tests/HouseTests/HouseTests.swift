// To come with the first test.
