/** For somebody who is not there any more. */
export const emptyDocument = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
