using FedScaler.Controllers.Fleet;
using FedScaler.Kube.Models;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Bindings;

internal static partial class BindingLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "binding {Key}: {Replicas} replicas")]
    public static partial void Written(ILogger logger, ObjectKey key, int replicas);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Target} in {Member}: {Before} → {After} replicas")]
    public static partial void Scaled(ILogger logger, TargetRef target, string member, int before, int after);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Target} in {Member} could not be scaled: {Error}")]
    public static partial void WriteFailed(ILogger logger, TargetRef target, string member, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "binding {Key}: what members run is kept as it is for ScaleIn {ScaleIn}")]
    public static partial void Held(ILogger logger, ObjectKey key, string scaleIn);

    [LoggerMessage(Level = LogLevel.Information, Message = "binding {Key}: the user leads from now on, with {Replicas} replicas that run")]
    public static partial void GivenBack(ILogger logger, ObjectKey key, int replicas);
}
