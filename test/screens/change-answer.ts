import type { Page } from 'playwright-core'

/** Lets every answer of an address come as somebody has changed it, until it is undone with `page.unroute`. */
export async function changeAnswer<T>(
  page: Page,
  address: string,
  change: (answer: T) => unknown,
): Promise<void> {
  await page.route(address, async (route) => {
    // What the browser itself says of where a request comes from is not said when it is asked on its behalf.
    const headers = { ...(await route.request().allHeaders()), 'sec-fetch-site': 'same-origin' }
    const response = await route.fetch({ headers })
    await route.fulfill({ response, json: change((await response.json()) as T) })
  })
}
