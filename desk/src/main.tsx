import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Desk } from './Desk';

createRoot(document.querySelector('#desk')!).render(
  <StrictMode>
    <Desk />
  </StrictMode>,
);
