using FedScaler.Api.Validation;

namespace FedScaler.Cron.Explain;

/// <summary>What is wrong in one document of a file.</summary>
/// <param name="Document">Counted from 1; 0 for the whole file.</param>
/// <param name="Subject">What the document says it is, e.g. <c>CronHPA peak</c>.</param>
internal sealed record FileFault(string File, int Document, string Subject, FieldError Error)
{
    /// <inheritdoc/>
    public override string ToString() => Document == 0 ? $"{File}: {Error}" : $"{File}: document {Document} ({Subject}): {Error}";
}
