// The rule set of html-validate, whole: what its makers recommend, what a document needs, what accessibility needs.
module.exports = {
    root: true,
    extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
    rules: {
        // Browsers refuse style sheets and scripts with SRI when a page is opened from a folder (file://).
        'require-sri': 'off',
        // A number is to be found and copied as it was sent: U+2011 is no hyphen to a search. Style sheets keep it whole.
        'tel-non-breaking': 'off',
        // The labels of lists are allowed by WAI-ARIA; the rule calls them only “not recommended”.
        'aria-label-misuse': ['error', { allowAnyNamable: true }],
        // What minifying leaves out and the standard allows: quotes around plain values, an `&` that begins nothing.
        'attr-quotes': ['error', { unquoted: true }],
        'no-raw-characters': ['error', { relaxed: true }],
    },
};
