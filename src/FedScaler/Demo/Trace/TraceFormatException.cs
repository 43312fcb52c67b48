namespace FedScaler.Demo.Trace;

/// <summary>A trace that can't be read; the message names the file and the line.</summary>
public sealed class TraceFormatException(string message) : Exception(message);
