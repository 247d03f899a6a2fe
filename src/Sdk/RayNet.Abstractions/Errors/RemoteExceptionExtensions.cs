using System.Runtime.CompilerServices;

namespace RayNet;

/// <summary>Reads RayNet's context from exceptions that remote code threw.</summary>
public static class RemoteExceptionExtensions
{
    // Not Exception.Data: that dictionary is the user's, and would have to be serializable.
    private static readonly ConditionalWeakTable<Exception, RemoteTaskException> Contexts = [];

    /// <summary>The task, node, attempt and remote stack of an exception that came out of a remote call, else <see langword="null"/>.</summary>
    /// <param name="exception">An exception thrown by awaiting or getting a reference.</param>
    public static RemoteTaskException? GetRemoteContext(this Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (exception is RemoteTaskException self)
        {
            return self;
        }

        return Contexts.TryGetValue(exception, out RemoteTaskException? context) ? context : null;
    }

    internal static void SetRemoteContext(this Exception exception, RemoteTaskException context) =>
        Contexts.AddOrUpdate(exception, context);
}
