namespace FedScaler.Controllers.Fleet.Direct.Credentials;

/// <summary>What is to be done about a token. Closed: one of the three below.</summary>
public abstract record RenewalStep
{
    private RenewalStep()
    {
    }

    /// <summary>Nothing for as long as this.</summary>
    public sealed record Wait(TimeSpan Delay) : RenewalStep;

    public sealed record Renew : RenewalStep;

    /// <summary>It has expired: it cannot even ask for another any more.</summary>
    public sealed record TooLate : RenewalStep;
}
