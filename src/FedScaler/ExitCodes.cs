namespace FedScaler;

/// <summary>What the program's exit code means.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>It ran, and the outcome is bad: a law was broken, something could not be reached.</summary>
    public const int Failed = 1;

    /// <summary>The input was refused, or what it asks for; the messages name the fields.</summary>
    public const int Refused = 2;

    /// <summary>It goes on, but was not over when the time to wait for it was.</summary>
    public const int TimedOut = 3;

    /// <summary><c>run</c> led and does so no more: started again, it stands by.</summary>
    public const int LeadershipLost = 4;

    /// <summary>It goes on, but waiting for it was ended by a signal: 128 and SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
