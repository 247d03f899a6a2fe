using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace RayNet.Runtime.Cluster.Calls;

/// <summary>Makes exceptions of a type that was named by another process.</summary>
internal static class ExceptionFactory
{
    /// <summary>An exception of the type, or <see langword="null"/> where it cannot be built here.</summary>
    internal static Exception? TryCreate(string typeName, string message, RayErrorCode code, ActorId actor, Exception? inner, ReadOnlySpan<long> details) =>
        CreateOwn(code, message, actor, inner, typeName, details) ?? CreateOfUser(typeName, message, inner);

    private static Exception? CreateOwn(RayErrorCode code, string message, ActorId actor, Exception? inner, string typeName, ReadOnlySpan<long> details) => code switch
    {
        RayErrorCode.Unknown => null,
        RayErrorCode.TaskCanceled => new RemoteTaskCanceledException(message, inner),
        RayErrorCode.TaskTimedOut => new RemoteTaskTimeoutException(message),
        RayErrorCode.WorkerCrashed => new WorkerCrashedException(message),
        RayErrorCode.OutOfMemory when details.Length == 7 => new RayOutOfMemoryException(message, new NodeId((ulong)details[0], (ulong)details[1]), (int)details[2], details[3], details[4], details[5], BitConverter.Int64BitsToDouble(details[6])),
        RayErrorCode.Unschedulable when details.Length == 2 => new UnschedulableException(new NodeId((ulong)details[0], (ulong)details[1]), message, inner),
        RayErrorCode.ActorDied => new ActorDiedException(actor, message, inner),
        RayErrorCode.ActorUnavailable => new ActorUnavailableException(actor, message),
        RayErrorCode.PendingCallsLimitExceeded => new PendingCallsLimitExceededException(message),
        RayErrorCode.ActorNameTaken => new ActorNameTakenException(message),
        RayErrorCode.ActorNotFound => new ActorNotFoundException(message),
        RayErrorCode.GetTimedOut => new GetTimeoutException(message),
        RayErrorCode.ObjectReleased => new ObjectReleasedException(message),
        RayErrorCode.ObjectLost when details.Length >= 2 => new ObjectLostException(new ObjectId((ulong)details[0], (ulong)details[1]), details.Length > 2 ? (ObjectLossCause)details[2] : ObjectLossCause.Unknown, message, inner),
        RayErrorCode.OwnerDied when details.Length == 2 => new OwnerDiedException(new ObjectId((ulong)details[0], (ulong)details[1]), message, inner),
        RayErrorCode.Serialization => new RaySerializationException(message, inner),
        RayErrorCode.InvalidOption => new InvalidOptionException(message),
        RayErrorCode.NotInitialized => new RayNotInitializedException(message),
        RayErrorCode.BuildMismatch => new BuildMismatchException(message),
        RayErrorCode.ServiceMissing => new ServiceMissingException(message),
        RayErrorCode.Shutdown => new RayShutdownException(message),
        _ => typeName.StartsWith("RayNet.", StringComparison.Ordinal) ? new RayException(code, message, inner) : null,
    };

    [UnconditionalSuppressMessage("Trimming", "IL2057", Justification = "A type that was trimmed is reported as RemoteTaskException, which names it.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "A constructor that was trimmed is not found, which is handled.")]
    private static Exception? CreateOfUser(string typeName, string message, Exception? inner)
    {
        // Only exceptions are made, never an arbitrary type that the other side names.
        Type? type = Type.GetType(typeName, throwOnError: false);
        if (type is null || type.IsAbstract || !typeof(Exception).IsAssignableFrom(type))
        {
            return null;
        }

        try
        {
            return Build(type, message, inner);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    private static Exception? Build(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type,
        string message,
        Exception? inner)
    {
        if (type.GetConstructor([typeof(string), typeof(Exception)]) is { } full)
        {
            return Same((Exception)full.Invoke([message, inner]), message);
        }

        if (type.GetConstructor([typeof(string)]) is { } simple)
        {
            return Same((Exception)simple.Invoke([message]), message);
        }

        return type.GetConstructor([]) is { } empty ? Same((Exception)empty.Invoke([]), message) : null;
    }

    /// <summary>A constructor that takes the text for something else (a parameter's name) makes another exception than the one that was thrown.</summary>
    private static Exception? Same(Exception exception, string message) =>
        exception.Message == message || exception is ArgumentException ? exception : null;
}
