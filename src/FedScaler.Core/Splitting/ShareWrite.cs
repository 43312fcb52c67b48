namespace FedScaler.Core.Splitting;

/// <summary>One write to one member. Closed: <see cref="Apply"/> or <see cref="Withdraw"/>.</summary>
public abstract record ShareWrite
{
    private ShareWrite(string member) => Member = member;

    public string Member { get; }

    /// <summary>Give the member's HPA these bounds; there may be no HPA yet.</summary>
    public sealed record Apply(string Name, Share Share) : ShareWrite(Name);

    /// <summary>Take the member's share away: its HPA goes, and it runs nothing.</summary>
    public sealed record Withdraw(string Name) : ShareWrite(Name);
}
