/** No brackets but those of colours, so no url() and no expression(); no backslash, which could spell them. */
const plain =
  /^(?:[\p{L}\p{N}\s#%.,+/_-]|(?:rgb|hsl)a?\([\d\s.,%/+-]{1,60}\)|"[\p{L}\p{N}\s.,_-]{0,80}"|'[\p{L}\p{N}\s.,_-]{0,80}')+$/iu;
/** Nothing moves out of its place over what stands beside the mail. */
const positive = /^(?!.*(?:^|[\s,])-)[\w\s.%-]+$/i;
const shown = /^(?:block|inline|inline-block|none|table|table-row|table-cell|list-item)$/i;

const anyValue =
  "background background-color color direction unicode-bidi font font-family font-size font-style font-variant " +
  "font-weight letter-spacing line-height text-align text-decoration text-transform text-indent vertical-align " +
  "white-space word-break word-wrap overflow-wrap word-spacing list-style-type list-style-position table-layout " +
  "border border-top border-right border-bottom border-left border-color border-style border-width border-radius " +
  "border-top-color border-right-color border-bottom-color border-left-color border-top-style border-right-style " +
  "border-bottom-style border-left-style border-top-width border-right-width border-bottom-width border-left-width " +
  "border-collapse border-spacing float clear caption-side empty-cells";
const sizes =
  "width height max-width max-height min-width min-height margin margin-top margin-right margin-bottom margin-left " +
  "padding padding-top padding-right padding-bottom padding-left";

export const allowedStyles = {
  "*": {
    ...Object.fromEntries(anyValue.split(" ").map((property) => [property, [plain]])),
    ...Object.fromEntries(sizes.split(" ").map((property) => [property, [positive]])),
    display: [shown],
  },
};
