using FedScaler.Api.ScaleIns;

namespace FedScaler.ScaleIns.View;

/// <summary>Shows nothing: only the end counts.</summary>
internal sealed class SilentScaleInView : IScaleInView
{
    /// <inheritdoc/>
    public Task RunAsync(Func<Task> follow) => follow();

    /// <inheritdoc/>
    public void Show(ScaleIn seen)
    {
    }

    /// <inheritdoc/>
    public void Trouble(string why)
    {
    }
}
