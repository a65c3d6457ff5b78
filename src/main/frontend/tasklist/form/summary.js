// The list of what has to be mended, above the form, with a link to each field.

function line(label, message) {
  // Some messages of the server name the field themselves.
  if (!label || message.startsWith(label)) {
    return message;
  }
  return `${label}${/[.?!:]$/.test(label) ? ' –' : ':'} ${message}`;
}

/**
 * @param {HTMLElement} place
 * @param {{title: string, hint?: string, problems: {label: string, message: string, target: HTMLElement | null}[]}} summary
 */
export function showSummary(place, { title, hint, problems }) {
  place.replaceChildren();
  place.hidden = false;
  const heading = document.createElement('h3');
  heading.textContent = title;
  place.append(heading);
  if (hint) {
    const paragraph = document.createElement('p');
    paragraph.textContent = hint;
    place.append(paragraph);
  }
  if (problems.length > 0) {
    const list = document.createElement('ul');
    for (const { label, message, target } of problems) {
      const item = document.createElement('li');
      if (target) {
        const link = document.createElement('a');
        link.href = '';
        link.textContent = line(label, message);
        link.addEventListener('click', (event) => {
          event.preventDefault();
          event.stopPropagation();
          target.focus();
          target.scrollIntoView({ block: 'center' });
        });
        item.append(link);
      } else {
        item.textContent = line(label, message);
      }
      list.append(item);
    }
    place.append(list);
  }
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'start' });
}

export function hideSummary(place) {
  place.hidden = true;
  place.replaceChildren();
}
