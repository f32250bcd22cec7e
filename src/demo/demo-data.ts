export const DEMO_CUSTOMER_NUMBER = 'C-1001';
