namespace FedScaler.Core.Scheduling;

/// <summary>How a window closes. Closed: <see cref="AtCron"/> or <see cref="After"/>.</summary>
public abstract record WindowEnd
{
    private WindowEnd()
    {
    }

    /// <summary>At the first time of a schedule that is later, by the local clock, than the start. A local time that comes twice counts the last time.</summary>
    public sealed record AtCron(CronExpression Ends) : WindowEnd;

    /// <summary>So much elapsed time after the start, whatever the clocks do; above zero.</summary>
    public sealed record After(TimeSpan Length) : WindowEnd;
}
