namespace FedScaler.Demo.Report;

/// <summary>What kind of thing happened.</summary>
public enum DemoEventKind
{
    /// <summary>Room moved between members.</summary>
    Move,

    /// <summary>A CronHPA rule came into force or went out of it.</summary>
    Schedule,

    /// <summary>The demo did something to the fleet, or a member's state changed.</summary>
    Mark,
}

/// <summary>Something worth a line.</summary>
/// <param name="Member">The member it is marked at, null for all of them.</param>
public sealed record DemoEvent(DateTimeOffset Time, DemoEventKind Kind, string? Member, string Text);
