using FedScaler.Api.ScaleIns;

namespace FedScaler.ScaleIns.View;

/// <summary>How a ScaleIn is shown while it goes on. Not for several threads at a time.</summary>
internal interface IScaleInView
{
    /// <summary>Follows it with the view open around it.</summary>
    Task RunAsync(Func<Task> follow);

    /// <summary>The ScaleIn as it is now.</summary>
    void Show(ScaleIn seen);

    /// <summary>Nothing is heard of it for now, and why.</summary>
    void Trouble(string why);
}
