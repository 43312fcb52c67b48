namespace FedScaler.Core.Scheduling;

/// <summary>Dates from <paramref name="First"/> to <paramref name="Last"/>, both included; none where Last is before First.</summary>
public readonly record struct DateRange(DateOnly First, DateOnly Last)
{
    public bool Contains(DateOnly date) => First <= date && date <= Last;
}
