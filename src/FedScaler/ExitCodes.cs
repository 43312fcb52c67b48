namespace FedScaler;

/// <summary>What the program's exit code means.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>It ran, and the outcome is bad: a law was broken, something could not be reached.</summary>
    public const int Failed = 1;

    /// <summary>The input was refused; the messages name the fields.</summary>
    public const int Refused = 2;
}
