using System.Text.Encodings.Web;

namespace FedScaler.Demo.Report;

/// <summary>Text that was not written for HTML.</summary>
internal static class Html
{
    public static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
