namespace FedScaler.Cron.Explain;

/// <summary>Why nothing is explained.</summary>
internal sealed record ExplainRefusal(IReadOnlyList<ExplainFault> Errors);

/// <summary>One fault; document 0 is the whole file.</summary>
internal sealed record ExplainFault(string File, int Document, string Field, string Error);
