using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Declarations;

public sealed class DuplicateIdTests
{
    [Fact]
    public Task Ids_given_twice_are_reported_at_the_later_one() => Expect.DiagnosticsAsync(
        """
        public static class Prices
        {
            [Remote(Id = "price")] public static int Price(int product) => product;
            [Remote({|RN1006:Id = "price"|})] public static int PriceOf(string product) => product.Length;
        }

        [Actor({|RN1006:Id = "price"|})] public sealed class Cache
        {
            [ActorMethod({|RN1006:Id = "price"|})] public int Get() => 1;
        }
        """,
        "'Prices.Price' and 'Prices.PriceOf' have the same id; give one of them another Id",
        "'Prices.Price' and 'Cache' have the same id; give one of them another Id",
        "'Prices.Price' and 'Cache.Get' have the same id; give one of them another Id");

    [Fact]
    public Task An_id_that_two_actors_inherit_is_reported() => Expect.DiagnosticsAsync(
        """
        public abstract class Store
        {
            [ActorMethod(Id = "get")] public virtual int Get() => 1;
        }

        [Actor] public sealed class A : Store;
        [Actor] public sealed class {|RN1006:B|} : Store { public override int Get() => 3; }
        [Actor] public sealed class C : Store { [ActorMethod(Id = "get-c")] public override int Get() => 2; }
        """,
        "'A.Get' and 'B.Get' have the same id; give one of them another Id");

    [Fact]
    public Task Different_ids_are_silent() => Expect.SilenceAsync(
        """
        public static class Prices
        {
            [Remote(Id = "price")] public static int Price(int product) => product;
            [Remote(Id = "Price")] public static int PriceOf(string product) => product.Length;
            [Remote] public static int Other() => 1;
            [Remote] public static int Another() => 1;
        }
        """);

    [Fact]
    public Task A_pragma_suppresses() => Expect.SilenceAsync(
        """
        #pragma warning disable RN1006
        public static class Prices
        {
            [Remote(Id = "price")] public static int Price(int product) => product;
            [Remote(Id = "price")] public static int PriceOf(string product) => product.Length;
        }
        """);
}
