namespace FedScaler.Sandbox.Laws;

/// <summary>How often one law was held against what was stored, and how often it was broken.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Title">The law in a sentence.</param>
/// <param name="Checks">Comparisons made: 0 means that nothing ever came up that it could judge.</param>
/// <param name="Violations">Breaches found.</param>
public sealed record LawTally(int Number, string Title, long Checks, int Violations);
