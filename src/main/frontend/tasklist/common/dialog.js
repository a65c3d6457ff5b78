/**
 * Asks in a modal window of our own: the page's content security policy is a sandbox in which the browser's own
 * question boxes answer "no" unasked.
 *
 * @param {{title: string, text: string[], choices: {label: string, value: string, primary?: boolean}[], closable?: boolean}} question
 * @returns {Promise<string>} the chosen value, or "" if it was closed
 */
export function ask({ title, text, choices, closable = true }) {
  const before = document.activeElement;
  const dialog = document.createElement('dialog');
  dialog.className = 'lotse-dialog';
  dialog.setAttribute('aria-labelledby', 'lotse-dialog-title');
  const heading = document.createElement('h2');
  heading.id = 'lotse-dialog-title';
  heading.textContent = title;
  dialog.append(heading);
  for (const line of text) {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    dialog.append(paragraph);
  }
  const buttons = document.createElement('div');
  buttons.className = 'lotse-dialog__buttons';
  for (const choice of choices) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = choice.primary ? 'lotse-button' : 'lotse-button lotse-button--plain';
    button.textContent = choice.label;
    button.addEventListener('click', () => dialog.close(choice.value));
    buttons.append(button);
  }
  dialog.append(buttons);
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('cancel', (event) => {
      if (!closable) {
        event.preventDefault();
      }
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus();
      }
      resolve(dialog.returnValue);
    });
    dialog.showModal();
  });
}
