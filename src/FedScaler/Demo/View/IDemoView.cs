using FedScaler.Demo.Report;

namespace FedScaler.Demo.View;

/// <summary>How a demo run is shown while it goes on. Not for several threads at a time.</summary>
public interface IDemoView
{
    /// <summary>Runs the demo with the view open around it.</summary>
    Task RunAsync(Func<Task> play);

    /// <summary>The fleet as it is now.</summary>
    /// <param name="progress">How much of the run is done, 0 to 1.</param>
    void Show(DemoSample sample, double progress);

    /// <summary>Something notable happened.</summary>
    void Tell(DemoEvent happened);

    /// <summary>The end, after <see cref="RunAsync"/>: the summary.</summary>
    /// <param name="report">Where the report lies; null when none was asked for.</param>
    void Finish(DemoRecord record, string? report);
}
