// Line icons, 24 x 24, drawn for this widget: those of the elements on the shop's pages.
export const SPARK = 'M12 4l1.8 6.2L20 12l-6.2 1.8L12 20l-1.8-6.2L4 12l6.2-1.8z';
export const GIFT = 'M4 9h16v4H4zM5.5 13v7.5h13V13M12 9v11.5M12 9c-1.5-4.5-6-5-6-2.4C6 8.4 9 9 12 9zm0 0c1.5-4.5 6-5 6-2.4C18 8.4 15 9 12 9z';
export const TICKET = 'M4 7h16v3.2a1.9 1.9 0 0 0 0 3.6V17H4v-3.2a1.9 1.9 0 0 0 0-3.6zM14 7v1.5M14 11.2v1.6M14 15.5V17';
export const ONWARD = 'M9.5 5.5L16 12l-6.5 6.5';
export const LOCK = 'M6.5 11h11v8.5h-11zM8.8 11V8a3.2 3.2 0 0 1 6.4 0v3';
export const CHECK = 'M5 12.5l4.5 4.5L19 7.5';
export const BAG = 'M5.5 8.5h13l1 12h-15zM9 8.5V7a3 3 0 0 1 6 0v1.5';
