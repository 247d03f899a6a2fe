using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Values;

public sealed class PutTypeTests
{
    [Fact]
    public Task A_value_that_cannot_travel_is_reported_with_its_path() => Expect.DiagnosticsAsync(
        """
        public sealed record Order(int Id, Customer Customer);
        public sealed class Customer { public string Name { get; set; } = ""; public Stream? Photo { get; set; } }

        static class Program
        {
            static void Run(Order order, IRayClient client)
            {
                _ = Ray.Put({|RN1004:order|});
                _ = client.Put(new[] { 1 });
                _ = client.Put({|RN1004:() => 1|});
            }
        }
        """,
        "The value cannot travel: 'value.Customer.Photo' is of type 'System.IO.Stream': a stream is a position in a resource of this process; send the bytes as byte[] or ReadOnlyMemory<byte>, or the path",
        "The value cannot travel: 'value' is of type 'System.Func<int>': a delegate is code with the object that it is bound to; send data, and choose the code in the task");

    [Fact]
    public Task A_value_that_contains_itself_is_reported() => Expect.DiagnosticsAsync(
        """
        public sealed class Node { public int Value { get; set; } public Node? Next { get; set; } }

        static class Program
        {
            static void Run(Node node) => _ = Ray.Put({|RN1005:node|});
        }
        """,
        "The value cannot travel: 'value.Next' leads back to 'Node', so nothing limits its depth; put [MaxDepth(64)] on 'Node'");

    [Fact]
    public Task Data_and_open_types_are_silent() => Expect.SilenceAsync(
        """
        public sealed record Order(int Id, string[] Lines, Dictionary<string, decimal> Prices);
        [MaxDepth(10)] public sealed class Node { public Node? Next { get; set; } }

        static class Program
        {
            static ObjectRef<T> Keep<T>(T value) => Ray.Put(value);
            static ObjectRef<List<T[]>> Wrap<T>(T value) => Ray.Put(new List<T[]> { new[] { value } });
            static void Run(Order order, Node node)
            {
                _ = Ray.Put(order);
                _ = Ray.Put(node);
                _ = Ray.Put(new float[10]);
                _ = Ray.Put((1, "x"));
                _ = Keep(order);
            }
        }
        """);

    [Fact]
    public Task A_type_that_the_compiler_does_not_know_is_left_to_it() => Expect.DiagnosticsAsync(
        """
        static class Program
        {
            static void Run(Missing missing, List<Missing> list)
            {
                _ = Ray.Put(missing);
                _ = Ray.Put(list);
            }
        }
        """);
}
