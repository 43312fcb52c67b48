namespace FedScaler.Runtime.Leadership;

/// <summary>
/// A write was not sent, or was refused by the fence, as another instance may lead by now. A cancellation and no failure: what was
/// to be written is decided anew, by whoever leads.
/// </summary>
public sealed class FencedWriteException(string message, Exception? inner = null) : OperationCanceledException(message, inner);
