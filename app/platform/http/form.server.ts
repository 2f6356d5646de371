/** The form somebody sent, or null when what they sent is not a form, or did not arrive whole. */
export async function readForm(request: Request): Promise<FormData | null> {
  try {
    return await request.formData()
  } catch {
    return null
  }
}
