namespace FedScaler.Controllers.ScaleIns;

/// <summary>What came of one step. Closed.</summary>
internal abstract record StepOutcome
{
    private StepOutcome()
    {
    }

    public sealed record Done : StepOutcome
    {
        public static readonly Done Instance = new();
    }

    /// <summary>409 or 404: what was looked at has changed since, and the next look says how.</summary>
    public sealed record Overtaken : StepOutcome
    {
        public static readonly Overtaken Instance = new();
    }

    /// <summary>429: a budget forbids it for now.</summary>
    public sealed record Forbidden(string Why) : StepOutcome;

    public sealed record Failed(string Why) : StepOutcome;
}
