namespace FedScaler.Controllers.Brakes;

/// <summary>The brake at one moment.</summary>
/// <param name="Known">Whether it could be read. Before that it may be on: everything waits, as for any cache.</param>
/// <param name="Reason">Where it is put on, in words; null while it is off.</param>
public sealed record BrakeState(bool Known, string? Reason)
{
    public static readonly BrakeState Off = new(true, null);

    public static readonly BrakeState Unknown = new(false, null);

    /// <summary>Why nothing may be written; null where it may.</summary>
    public string? Refusal => Reason is { } reason ? $"the service's brake is on: {reason}" : Known ? null : "it is not known yet whether the service's brake is on";

    /// <exception cref="InvalidOperationException">Nothing may be written now.</exception>
    public void ThrowIfOn()
    {
        if (Refusal is { } refusal) throw new InvalidOperationException(refusal);
    }
}
