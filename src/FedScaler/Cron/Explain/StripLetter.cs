namespace FedScaler.Cron.Explain;

/// <summary>What a letter of the strip stands for.</summary>
internal sealed record StripLetter(char Letter, string Reach, IReadOnlyList<string> Rules);
