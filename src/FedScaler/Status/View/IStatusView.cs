namespace FedScaler.Status.View;

/// <summary>How applications are shown while they are followed. Not for several threads at a time.</summary>
internal interface IStatusView
{
    /// <summary>Follows with the view open around it.</summary>
    Task RunAsync(Func<Task> follow);

    /// <summary>All as it is now.</summary>
    void Show(StatusReport report);

    /// <summary>Nothing is heard for now, and why.</summary>
    void Trouble(string why);
}
