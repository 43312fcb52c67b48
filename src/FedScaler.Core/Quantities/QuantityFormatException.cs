namespace FedScaler.Core.Quantities;

/// <summary>A text is not a Kubernetes quantity; the message says what is wrong with it.</summary>
public sealed class QuantityFormatException(string text, string problem)
    : FormatException($"'{Shown(text)}' is not a quantity: {problem}")
{
    private const int ShownLength = 64;

    /// <summary>What is wrong, without the text itself.</summary>
    public string Problem { get; } = problem;

    private static string Shown(string text) =>
        text.Length <= ShownLength ? text : string.Concat(text.AsSpan(0, ShownLength), "…");
}
