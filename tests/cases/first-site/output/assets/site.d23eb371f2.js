/* What the site adds where a browser runs scripts. Every page is complete without it. Written for browsers of ten
   years ago: no modules, no arrow functions, no requests. */
document.documentElement.className += " scripted";
